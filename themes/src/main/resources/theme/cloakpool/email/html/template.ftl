<#-- After template.ftl of the theme base in Keycloak 26.7.4: mail programs take only styles that stand at the element. -->
<#macro emailLayout>
<#assign brand = cloakpoolBranding!{}>
<!DOCTYPE html>
<html lang="${locale.language}" dir="${(ltr)?then("ltr", "rtl")}">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <meta name="color-scheme" content="light dark">
<#if brand?has_content>
  <style>
    a { color: ${brand.link}; }
    @media (prefers-color-scheme: dark) {
      .page { background-color: ${brand.backgroundDark} !important; }
      .card { background-color: ${brand.cardDark} !important; color: ${brand.textDark} !important; }
      a { color: ${brand.linkDark}; }
    }
  </style>
</#if>
</head>
<body class="page" style="margin: 0; padding: 24px 16px; font-family: -apple-system, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif; font-size: 16px; line-height: 1.5;<#if brand?has_content> background-color: ${brand.background};</#if>">
  <div class="card" style="max-width: 560px; margin: 0 auto; overflow-wrap: anywhere; word-break: break-word;<#if brand?has_content> padding: 8px 24px; border-top: 4px solid ${brand.primary}; background-color: ${brand.card}; color: ${brand.text};</#if>">
<#if brand.logo??>
    <p><img src="${brand.logo}" alt="${realmName!}" style="max-width: 100%; max-height: 64px; border: 0;"></p>
<#else>
    <p style="font-size: 20px; font-weight: bold;">${realmName!}</p>
</#if>
    <#nested>
  </div>
</body>
</html>
</#macro>
