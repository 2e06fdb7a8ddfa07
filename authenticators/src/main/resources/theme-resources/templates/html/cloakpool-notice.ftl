<#import "template.ftl" as layout>
<@layout.emailLayout>
<p>${msg(noticeKey, realmName)}</p>
</@layout.emailLayout>
