<#-- Address of something that belongs to the branding of realm and client. -->
<#function branding what>
  <#local root = url.resourcesPath?keep_before("/resources/")>
  <#local query = "">
  <#if client??><#local query = "?client_id=" + (client.clientId!"")?url("UTF-8")></#if>
  <#return root + "/realms/" + realm.name?url("UTF-8") + "/cloakpool-branding/" + what + query>
</#function>

<#--
  A text above the form, for all clients or for one: localization keys cloakpoolIntro and cloakpoolIntro.<client id>. A key without a
  text is formatted as if it were one, so an id with other characters, such as braces, is not asked for.
-->
<#macro intro>
  <#local text = msg("cloakpoolIntro")>
  <#if client?? && (client.clientId!"")?matches("[A-Za-z0-9._:/-]+")>
    <#local key = "cloakpoolIntro." + client.clientId>
    <#local own = msg(key)>
    <#if own != key><#local text = own></#if>
  </#if>
  <#if text?has_content && text != "cloakpoolIntro"><p class="cloakpool-intro">${kcSanitize(text)?no_esc}</p></#if>
</#macro>

<#--
  A part of one of Keycloak's pages without its inline scripts, handlers and styles, which the policy of the page would refuse.
  js/cloakpool.js does what they did; what they knew is in the data below. Values that users give cannot match: their quotes and
  brackets are escaped by now. The two labels are those of login-config-totp.ftl, which name no field.
-->
<#macro scriptless>
  <#local html><#nested></#local>
  <#if html?is_markup_output><#local html = html?markup_string></#if>
  <#-- A page has few of these, and to look for each by its pattern takes longer than the rest of the page. -->
  <#local lower = html?c_lower_case>
  <#if lower?contains("<script")>
    <#local html = html?replace("<script(?![^>]*\\s(?:src=|type=\"application/json\"))[^>]*>.*?</script>", "", "ris")>
  </#if>
  <#if lower?contains("style=\"display:")>
    <#local html = html?replace("\\sstyle=\"display:\\s?none;?\"", " data-cloakpool-hidden", "ri")>
  </#if>
  <#if lower?contains("for=\"form-vertical-name\"")>
    <#local html = html?replace("for=\"form-vertical-name\"", "for=\"totp\"", "f")?replace("for=\"form-vertical-name\"", "for=\"userLabel\"", "f")>
  </#if>
${html?replace("\\son[a-z]+=\"[^\"]*\"", "", "ri")?no_esc}
</#macro>

<#--
  Where a page goes whose reader has signed in in another tab. To begin a sign-up anew would end that session: those pages go to the sign-in,
  which ends at the app.
-->
<#function elsewhere>
  <#if url.hasAction() && url.loginAction?contains("/login-actions/registration")><#return url.loginUrl></#if>
  <#return url.ssoLoginInOtherTabsUrl>
</#function>

<#-- What scripts have to know, as JSON: data, which no browser runs. -->
<#macro data>
  <#outputformat "JSON">
  <script type="application/json" id="cloakpool-data">
  {
    "page": ${pageId?c},
    <#if url.hasAction()>"action": ${url.loginAction?c},</#if>
    <#if authenticationSession??>"authSession": ${authenticationSession.authSessionIdHash?c},</#if>
    <#if passwordPolicies??>"passwordPolicies": [
      <@policy "length" "invalidPasswordMinLengthMessage" />,
      <@policy "maxLength" "invalidPasswordMaxLengthMessage" />,
      <@policy "lowerCase" "invalidPasswordMinLowerCaseCharsMessage" />,
      <@policy "upperCase" "invalidPasswordMinUpperCaseCharsMessage" />,
      <@policy "digits" "invalidPasswordMinDigitsMessage" />,
      <@policy "specialChars" "invalidPasswordMinSpecialCharsMessage" />
    ],</#if>
    <#if otpLogin?? && otpLogin.userOtpCredentials??>"otpCredentials": [<#list otpLogin.userOtpCredentials as credential>${credential.id?c}<#sep>, </#list>],</#if>
    <#if logout?? && logout.logoutRedirectUri?has_content>"logoutRedirect": ${logout.logoutRedirectUri?c},</#if>
    <#if pageId?starts_with("login-recovery-authn-code-config")>"recoveryCodes": {
      "header": ${msg("recovery-codes-download-file-header")?c},
      "description": ${msg("recovery-codes-download-file-description")?c},
      "date": ${msg("recovery-codes-download-file-date")?c}
    },</#if>
    <#if execution??>"execution": ${execution?c},</#if>
    <#if challenge?? && rpId??>"passkey": {
      "challenge": ${challenge?c},
      "rpId": ${rpId?c},
      "timeout": ${(createTimeout!0)?c},
      "unsupported": ${msg("webauthn-unsupported-browser-text")?c},
      <#if signatureAlgorithms??>
      "register": {
        "userId": ${userid?c},
        "username": ${username?c},
        "algorithms": [<#list signatureAlgorithms as algorithm>${algorithm?c}<#sep>, </#list>],
        "rpName": ${rpEntityName?c},
        "attestation": ${attestationConveyancePreference?c},
        "attachment": ${authenticatorAttachment?c},
        "requireResidentKey": ${requireResidentKey?c},
        "residentKey": ${(residentKey!"not specified")?c},
        "verification": ${userVerificationRequirement?c},
        "exclude": ${excludeCredentialIds?c},
        "label": ${msg("webauthn-registration-init-label")?c},
        "labelPrompt": ${msg("webauthn-registration-init-label-prompt")?c}
      }
      <#else>
      "authenticate": {
        "identified": ${(isUserIdentified!false)?string?c},
        "verification": ${(userVerification!"not specified")?c},
        "mediation": ${(mediation!"conditional")?c},
        "attachment": ${(authenticatorAttachment!"not specified")?c}
      }
      </#if>
    },</#if>
    "sessionUrl": ${elsewhere()?c}
  }
  </script>
  </#outputformat>
</#macro>

<#outputformat "JSON">
<#macro policy name key>{ "name": ${name?c}, "policy": { "value": ${(passwordPolicies[name]!-1)?c}, "error": ${msg(key)?c} } }</#macro>
</#outputformat>
